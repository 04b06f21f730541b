// Numbers and tables in Markdown.

/** Milliseconds, as precise as is read. */
export const ms = (time) => `${time >= 100 ? plain(Math.round(time)) : time.toFixed(1)} ms`;

export const plain = (count) => count.toLocaleString('en-GB');

export const kB = (bytes) => `${plain(Math.round(bytes / 100) / 10)} kB`;
export const MB = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** A table whose first column is text. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return line(heads) + line(heads.map((_, at) => (at ? '--:' : '---'))) + rows.map(line).join('');
}
