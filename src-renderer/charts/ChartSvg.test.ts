import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { chartDrawing } from './chart-drawing.ts'
import { ChartSvg } from './ChartSvg.tsx'
import { dotMark, layers, lineMark, rectMark, textMark, type Mark } from './marks.ts'

const plot = { left: 10, top: 5, right: 90, bottom: 55 }
const scales = { x: { domain: [0, 1], range: [10, 90] }, y: { domain: [0, 1], range: [55, 5] } } as const

function markup(marks: readonly Mark[]): string {
  const axes = [lineMark([10, 55.5], [90, 55.5], 'control', { z: layers.behind })]
  const lines = [{ path: 'M10 55L90 5', stroke: 'ink', width: 1.8, dash: [4, 3], fill: { colour: 'soft', opacity: 0.75 } }]
  return renderToStaticMarkup(createElement(ChartSvg, { drawing: chartDrawing({ width: 100, height: 60 }, { plot, scales, axes, lines, marks }) }))
}

describe('a drawing as SVG', () => {
  it('holds the name of a run as text, whatever it is', () => {
    const name = `<script>alert("1")</script>&amp;<b onclick='x'>`
    expect(markup([textMark(name, [0, 0], 'ink')])).toContain(
      '>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&lt;b onclick=&#x27;x&#x27;&gt;</text>',
    )
  })

  it('draws what lies behind, then the axes, the lines clipped to the plot, and what lies in front', () => {
    const drawn = markup([dotMark([20, 20], 3, 'ink'), rectMark({ x: 1, y: 2, width: 3, height: 4 }, 'soft')])
    const places = ['<rect x="1"', '<line x1="10"', '<path d="M10 55L90 5"', '<circle cx="20"'].map((part) => drawn.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const [, clip] = /<clipPath id="([^"]+)"><rect x="9" y="4" width="82" height="52">/.exec(drawn) ?? []
    expect(drawn).toContain(`<g clip-path="url(#${clip ?? 'none'})"`)
    expect(drawn).toContain('stroke="ink" stroke-width="1.8" stroke-dasharray="4 3" fill="soft" fill-opacity="0.75"')
  })

  it('sets a text of 11 px by its top or its middle', () => {
    // The middle of a text that begins at 12 lies 5.5 below.
    expect(markup([textMark('a', [30, 12], 'ink', { align: 'right', weight: 600 })])).toContain(
      '<text x="30" y="17.5" fill="ink" font-weight="600" text-anchor="end" dominant-baseline="central">a</text>',
    )
    expect(markup([textMark('a', [30, 12], 'ink', { verticalAlign: 'middle' })])).toContain('y="12" fill="ink" font-weight="400" text-anchor="start"')
  })

  it('leaves what it says to the element around it', () => {
    expect(markup([])).toMatch(/^<svg width="100" height="60"[^>]* aria-hidden="true" focusable="false">/)
  })
})
