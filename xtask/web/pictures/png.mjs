// Makes a screenshot's PNG smaller: at most 256 colours, which is enough for pages of text and flat colours.

import { deflateSync, inflateSync } from 'node:zlib';
import { crc32 } from '../../../tests/e2e/support/crc32.mjs';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const COLOURS = 256;
/** Bytes of a pixel by PNG's colour type: RGB and RGBA, as browsers make them. */
const BYTES = { 2: 3, 6: 4 };

/**
 * The same picture with a palette.
 * @param {Buffer} png  8 bits a channel, not interlaced; transparency is left out
 * @returns {Buffer}
 */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const palette = choose(pixels);
  const known = new Map(palette.map((colour, at) => [colour, at]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const colour = pixels[at];
    if (!known.has(colour)) known.set(colour, nearest(palette, colour));
    rows[Math.floor(at / width) * (width + 1) + (at % width) + 1] = known.get(colour);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const table = Buffer.from(palette.flatMap((colour) => channels(colour)));
  const chunks = [['IHDR', header], ['PLTE', table], ['IDAT', deflateSync(rows, { level: 9, memLevel: 9 })], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([SIGNATURE, ...chunks.map(([type, data]) => chunk(type, data))]);
}

/** The pixels, each as one number. */
function decode(png) {
  const parts = [];
  let header;
  for (let at = SIGNATURE.length; at < png.length; ) {
    const size = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += size + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytes = BYTES[header[9]];
  if (header[8] !== 8 || !bytes || header[12] !== 0) throw new Error('This PNG is not of 8 bits a channel in RGB.');
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * bytes, height, bytes);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (raw[at * bytes] << 16) | (raw[at * bytes + 1] << 8) | raw[at * bytes + 2];
  return { width, height, pixels };
}

/** Takes the filters of PNG's rows away. */
function unfilter(data, stride, height, bytes) {
  const raw = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)];
    for (let at = 0; at < stride; at += 1) {
      const here = row * stride + at;
      const left = at >= bytes ? raw[here - bytes] : 0;
      const up = row > 0 ? raw[here - stride] : 0;
      const corner = row > 0 && at >= bytes ? raw[here - stride - bytes] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      raw[here] = data[row * (stride + 1) + 1 + at] + guess;
    }
  }
  return raw;
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The colours that most of the picture has, of those that are nearly the same the commonest. */
function choose(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  if (byCount.length <= COLOURS) return byCount.map(([colour]) => colour);
  const alike = new Map();
  for (const [colour, count] of byCount) {
    const key = channels(colour).map((it) => it >> 4).join();
    const same = alike.get(key);
    if (same) same.count += count;
    else alike.set(key, { colour, count });
  }
  // One of each kind first, for what there is little of; the rest by count.
  const kinds = [...alike.values()].sort((one, other) => other.count - one.count).slice(0, COLOURS / 2).map(({ colour }) => colour);
  const chosen = new Set(kinds);
  for (const [colour] of byCount) {
    if (chosen.size >= COLOURS) break;
    chosen.add(colour);
  }
  return [...chosen];
}

function nearest(palette, colour) {
  const wanted = channels(colour);
  let [best, least] = [0, Infinity];
  for (const [at, other] of palette.entries()) {
    const distance = channels(other).reduce((sum, it, channel) => sum + (it - wanted[channel]) ** 2, 0);
    if (distance < least) [best, least] = [at, distance];
  }
  return best;
}

const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}
