import type { ReportModel, Section } from '../document.ts'
import { blockHtml, cellHtml } from './blocks.ts'
import { escaped } from './escape.ts'
import { style } from './style.ts'

/** No script, no request, no frame: only what stands in the file. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The report as one HTML file that loads nothing, from the same model as the PDF, so that the two can't disagree. It
 * carries no seal: it says so, and names the document that does.
 */
export function reportHtml(model: ReportModel): string {
  const { cover } = model
  const sections = [
    ...model.sections.map((section, index) => ({ section, number: String(index + 1) })),
    ...model.appendices.map((section, index) => ({ section, number: String.fromCharCode(65 + index) })),
  ]
  const contents = sections.map(({ section, number }) => `<li><a href="#s${number}">${number} ${escaped(section.title)}</a></li>`).join('')
  return [
    `<!doctype html><html lang="${escaped(model.language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escaped(model.title)}</title><style>${style}</style></head><body>`,
    `<header class="running"><b>Countersign</b><span>${escaped(model.header)}</span><span>${escaped(model.status)}</span><span>Document <span class="mono">${escaped(model.documentId)}</span></span></header>`,
    `<main><div class="status">${escaped(cover.status)}</div><h1>${escaped(cover.title)}</h1><p class="subtitle">${escaped(cover.subtitle)}</p>`,
    `<div class="scroll" tabindex="0" role="group"><table><thead><tr><th scope="col">Identity</th><th scope="col">Value</th></tr></thead><tbody>${cover.facts.map(({ name, value }) => `<tr><td>${escaped(name)}</td><td>${cellHtml(value)}</td></tr>`).join('')}</tbody></table></div>`,
    `<p class="quiet">${escaped(cover.note)} This page is a copy to read: only the PDF can carry a seal.</p>`,
    `<nav aria-label="Contents"><h3>Contents</h3><ul>${contents}</ul></nav>`,
    ...sections.map(({ section, number }) => sectionHtml(section, number)),
    `</main><footer>${model.footer.map(({ name, hash }) => `${escaped(name)} <span class="mono">${escaped(hash)}</span>`).join(' &nbsp; ')} &nbsp; Document <span class="mono">${escaped(model.documentId)}</span></footer></body></html>\n`,
  ].join('\n')
}

function sectionHtml({ title, lead, blocks }: Section, number: string): string {
  return `<section id="s${number}"><h2><span class="number">${number}</span>${escaped(title)}</h2><p class="lead">${escaped(lead)}</p>${blocks.map(blockHtml).join('')}</section>`
}
