import type { Block, Cell, Chart, Mark, Span, Table } from '../document.ts'
import { escaped } from './escape.ts'

const marks: Readonly<Record<Mark, string>> = { recommended: '●', recorded: '◇', reference: '|' }

/** A block of the report as HTML; every text of it is escaped. */
export function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`
    case 'prose':
      return `<p>${spans(block.spans)}</p>`
    case 'answer':
      return `<p class="answer"><span class="strong">${escaped(block.decisive)}</span> ${escaped(block.rest)}${block.caveat === '' ? '' : `<span class="caveat">${escaped(block.caveat)}</span>`}</p>`
    case 'figures':
      return `<dl class="figures">${block.items.map(({ label, value, note }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}<span>${escaped(note)}</span></dd></div>`).join('')}</dl>`
    case 'numbered':
      return `<ol>${block.items.map(({ title, text }) => `<li>${title === '' ? '' : `<span class="strong">${escaped(title)}.</span> `}${escaped(text)}</li>`).join('')}</ol>`
    case 'code':
      return `<pre><code>${escaped(block.lines.join('\n'))}</code></pre>`
    case 'columns':
      return `<div class="columns"><div>${block.left.map(blockHtml).join('')}</div><div>${block.right.map(blockHtml).join('')}</div></div>`
    case 'signatures':
      return `<div class="scroll"><table><thead><tr><th scope="col">Role</th><th scope="col">Name</th><th scope="col">Date and time</th><th scope="col">Signature</th></tr></thead><tbody>${
        block.roles.map(({ role, meaning }) => `<tr><td>${escaped(role)}${block.compact ? '' : `<br><span class="quiet">${escaped(meaning)}</span>`}</td><td></td><td></td><td></td></tr>`).join('')
      }</tbody></table></div>`
    case 'table':
      return tableHtml(block)
    case 'chart':
      return chartHtml(block)
  }
}

function tableHtml({ columns, rows }: Table): string {
  const side = (index: number) => (columns[index]?.align === 'right' ? ' class="right"' : '')
  const head = columns.map((column, index) => `<th scope="col"${side(index)}>${column.title.map(escaped).join('<br>')}</th>`).join('')
  const body = rows.map(({ cells, emphasis }) => `<tr class="${emphasis}">${cells.map((cell, index) => `<td${side(index)}>${cellHtml(cell)}</td>`).join('')}</tr>`).join('')
  return `<div class="scroll" tabindex="0" role="group"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** A cell of a table or a value beside a name. */
export function cellHtml({ lines, mark }: Cell): string {
  const drawn = mark === null ? '' : `<span class="mark ${mark}" aria-hidden="true">${marks[mark]}</span>`
  return drawn + lines.map(spans).join('<br>')
}

function spans(list: readonly Span[]): string {
  return list.map(({ text, style }) => (style === 'plain' ? escaped(text) : `<span class="${style}">${escaped(text)}</span>`)).join('')
}

/** The drawing stands in an image of its own, where nothing in it can be run or reach the page. */
function chartHtml({ title, note, svg, width, alt }: Chart): string {
  const data = encodeURIComponent(svg).replaceAll("'", '%27')
  return `<figure><figcaption>${escaped(title)}${note === '' ? '' : `<span>${escaped(note)}</span>`}</figcaption><img alt="${escaped(alt)}" width="${Math.round(width * 1.55)}" src="data:image/svg+xml;charset=utf-8,${data}"></figure>`
}
