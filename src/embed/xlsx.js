/**
 * Writes workbooks. Loaded when one is asked for, as a file of its own (`xtask/web/finish.mjs`): the library that writes
 * them is no part of the app.
 */
import writeWorkbook from 'write-excel-file/browser';

/** How each kind of cell is written; a spreadsheet shows a number in its own notation. */
const KINDS = {
  text: (value) => ({ type: String, value }),
  euro: (value) => ({ type: Number, value: Number(value), format: '#,##0.00' }),
  count: (value) => ({ type: Number, value: Number(value), format: '0' }),
  grade: (value) => ({ type: Number, value: Number(value), format: '0.0' }),
  day: (value) => ({ type: Date, value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd' }),
};

/**
 * A workbook of sheets with a name, columns and rows of cells, as `src/texts/data_sheet.rs` describes them.
 * @param {string} text
 * @returns {Promise<Blob>}
 */
export function workbook(text) {
  const sheets = JSON.parse(text).map(({ name, columns, rows }) => ({
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: columns.map((_, at) => ({ width: at === 0 ? 34 : 22 })),
    data: [
      columns.map((value) => ({ type: String, value, fontWeight: 'bold' })),
      ...rows.map((row) => row.map((cell) => cell && KINDS[cell.kind](cell.value))),
    ],
  }));
  return writeWorkbook(sheets).toBlob();
}
