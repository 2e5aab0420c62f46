import qrcode from 'qrcode-generator';

/** The dark squares of a QR code as one SVG path on a grid, with the quiet zone of four squares that readers need. */
export function qrPath(text: string): { path: string; size: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const squares: string[] = [];
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) if (code.isDark(row, column)) squares.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
  }
  return { path: squares.join(''), size: count + 2 * quiet };
}

const quiet = 4;
