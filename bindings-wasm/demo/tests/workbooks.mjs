/** Workbooks as Excel saves them, small enough to be written by hand. */

import { strToU8, zipSync } from 'fflate';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The styles that cells name: 1 is a percentage, 2 a number of six digits, 3 a day. */
const STYLES = `<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`;

/** A cell that is no text: a number in a style, or an error. */
export const number = (value, style = 0) => ({ value, style });
export const error = (value) => ({ value, error: true });

/** The bytes of a workbook with these sheets: names and rows of texts and cells. */
export function workbook(sheets) {
  const names = Object.keys(sheets);
  const list = (make) => names.map((name, place) => make(name, place + 1)).join('');
  const parts = {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${list((name, at) => `<sheet name="${name}" sheetId="${at}" r:id="rId${at}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list((_, at) => `<Relationship Id="rId${at}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"/>`)}<Relationship Id="rId99" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  };
  names.forEach((name, place) => {
    parts[`xl/worksheets/sheet${place + 1}.xml`] =
      `<worksheet ${MAIN}><sheetData>${sheets[name].map(row).join('')}</sheetData></worksheet>`;
  });
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]))));
}

function row(cells, down) {
  return `<row r="${down + 1}">${cells.map((cell, right) => written(cell, `${String.fromCharCode(65 + right)}${down + 1}`)).join('')}</row>`;
}

function written(cell, at) {
  if (typeof cell === 'string')
    return cell && `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (cell.error) return `<c r="${at}" t="e"><v>${cell.value}</v></c>`;
  return `<c r="${at}" s="${cell.style}"><v>${cell.value}</v></c>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A small file that would unpack to so many megabytes. */
export function bomb(megabytes) {
  const blank = new Uint8Array(megabytes * 2 ** 20).fill(32);
  return Buffer.from(
    zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': blank }, { level: 9 }),
  );
}
