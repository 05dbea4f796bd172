/** Rows of cell texts, as spreadsheets put them on the clipboard. */
export type Matrix = readonly (readonly string[])[];

/** Tab-separated text as Excel writes it: only cells with a tab, a line break or a leading quote are quoted. */
export function toTsv(matrix: Matrix): string {
  return matrix.map((row) => row.map(quote).join('\t')).join('\r\n');
}

function quote(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/**
 * Reads tab-separated text from Excel, WPS or Sheets. Every cell stays text: `0138…` keeps its zero, `1E5` its E.
 * A quote opens a quoted cell only when it closes at a cell's end; otherwise it is a character like any other.
 */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  // Excel ends its last row with a line break, which is no row of its own.
  const end = text.endsWith('\r\n') ? text.length - 2 : text.endsWith('\n') ? text.length - 1 : text.length;
  for (;;) {
    const { cell, next } = readCell(text, at, end);
    row.push(cell);
    if (next >= end) break;
    if (text[next] === '\t') {
      at = next + 1;
    } else {
      rows.push(row);
      row = [];
      at = next + (text.startsWith('\r\n', next) ? 2 : 1);
    }
  }
  rows.push(row);
  return rows;
}

function readCell(text: string, from: number, end: number): { cell: string; next: number } {
  if (text[from] === '"') {
    const closed = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
    closed.lastIndex = from;
    const match = closed.exec(text.slice(0, end));
    if (match) return { cell: (match[1] ?? '').replace(/""/g, '"').replace(/\r\n?/g, '\n'), next: from + match[0].length };
  }
  let next = from;
  while (next < end && text[next] !== '\t' && text[next] !== '\n' && text[next] !== '\r') next += 1;
  return { cell: text.slice(from, next), next };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
}

/**
 * The same block as an HTML table. Text columns are marked as text in the way Excel understands, so that a phone
 * number is not turned into a number there.
 */
export function toHtml(matrix: Matrix, isText: (column: number) => boolean): string {
  const rows = matrix.map((row) => {
    const cells = row.map((cell, column) => {
      const style = isText(column) ? ` style="mso-number-format:'\\@'"` : '';
      return `<td${style}>${escape(cell).replace(/\n/g, '<br style="mso-data-placement:same-cell">')}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** Same number of cells in every row; missing ones are empty. */
export function squared(matrix: Matrix): string[][] {
  const width = Math.max(0, ...matrix.map((row) => row.length));
  return matrix.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
}
