// The checksum of stored records and of pictures: CRC-32 as in zip files. Node only has one since version 22.2.

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Of a text in UTF-8, or of bytes. */
export function crc32(data) {
  let sum = 0xffffffff;
  for (const byte of typeof data === 'string' ? new TextEncoder().encode(data) : data) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
