/** Cells of the first table in an HTML clipboard, for programs that offer no plain text; empty when there is none. */
export function matrixOfHtml(html: string): string[][] {
  if (html === '') return [];
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return [];
  return Array.from(table.rows, (row) => Array.from(row.cells, (cell) => {
    for (const br of cell.querySelectorAll('br')) br.replaceWith('\n');
    return (cell.textContent ?? '').trim();
  }));
}
