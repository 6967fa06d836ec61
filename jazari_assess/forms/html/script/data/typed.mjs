// What a person types as a number: Arabic or western digits, comma or point, spaces between thousands.

const ARABIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;

/** The number that was typed, null for an empty field, NaN where it is none. */
export function typedNumber(text) {
  const plain = western(text).replace(/[\s\u00a0\u202f\u200e\u200f\u066c]/g, "").replace(/[,\u066b]/g, ".");
  if (plain === "") return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

/** Text with western digits. */
export function western(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
  });
}

/** Text without control characters and marks that turn the direction of what follows; line ends stay. */
export function cleaned(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
}
