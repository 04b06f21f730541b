// Reads and writes the numbers and strings of a WebAssembly module.

const text = new TextDecoder();
const encoder = new TextEncoder();

/** Reads a part of a module from its beginning to its end. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }

  get done() {
    return this.at >= this.end;
  }

  byte() {
    if (this.done) throw new Error(`The module ends too early, at byte ${this.at}.`);
    return this.bytes[this.at++];
  }

  /** An unsigned LEB128 number of at most 32 bits. */
  u32() {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  }

  /** A signed LEB128 number of at most 33 bits. */
  s33() {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** shift : value;
    }
  }

  /** Passes over a LEB128 number of any size. */
  skipNumber() {
    while (this.byte() >= 0x80);
  }

  skip(count) {
    this.at += count;
  }

  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  string() {
    return text.decode(this.take(this.u32()));
  }

  /** A list with its length before it. */
  list(read) {
    return Array.from({ length: this.u32() }, (_, index) => read(index));
  }
}

/** Writes a part of a module. */
export class Writer {
  #bytes = new Uint8Array(1024);
  length = 0;

  bytes(more) {
    const needed = this.length + more.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(2 * needed);
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.#bytes.set(more, this.length);
    this.length = needed;
    return this;
  }

  byte(value) {
    return this.bytes([value]);
  }

  u32(value) {
    const bytes = [];
    for (let rest = value; ; ) {
      const low = rest % 128;
      rest = Math.floor(rest / 128);
      bytes.push(rest ? low + 128 : low);
      if (!rest) return this.bytes(bytes);
    }
  }

  s33(value) {
    const bytes = [];
    for (let rest = value; ; ) {
      const low = ((rest % 128) + 128) % 128;
      rest = Math.floor(rest / 128);
      const last = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
      bytes.push(last ? low : low + 128);
      if (last) return this.bytes(bytes);
    }
  }

  string(value) {
    const bytes = encoder.encode(value);
    return this.u32(bytes.length).bytes(bytes);
  }

  list(items, write) {
    this.u32(items.length);
    for (const item of items) write(item);
    return this;
  }

  /** A section, or another part with its length before it. */
  sized(write) {
    const inner = new Writer();
    write(inner);
    return this.u32(inner.length).bytes(inner.result());
  }

  section(id, write) {
    return this.byte(id).sized(write);
  }

  result() {
    return this.#bytes.slice(0, this.length);
  }
}
