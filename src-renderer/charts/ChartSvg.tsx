import { memo, useId, type ReactElement } from 'react'
import { clipBox, markLayers, type ChartDrawing, type DrawnLine } from './chart-drawing.ts'
import { chartFontSize } from './chart-frame.ts'
import type { Mark, Pixel, TextMark } from './marks.ts'

const anchors = { left: 'start', center: 'middle', right: 'end' } as const

/** A drawing as SVG; what it shows is said by the element around it. */
export const ChartSvg = memo(function ChartSvg({ drawing }: { drawing: ChartDrawing }) {
  const clip = useId()
  const { behind, front } = markLayers(drawing)
  return (
    <svg width={drawing.width} height={drawing.height} fontSize={chartFontSize} fontWeight={400} fill="none" aria-hidden focusable={false}>
      <clipPath id={clip}>
        <rect {...clipBox(drawing.plot)} />
      </clipPath>
      {behind.map(markShape)}
      <g clipPath={`url(#${clip})`} strokeLinejoin="bevel">
        {drawing.lines.map(lineShape)}
      </g>
      {front.map(markShape)}
    </svg>
  )
})

// A chart has some eighty shapes and is drawn anew at every move of a cost: they are elements without a component each.

function lineShape({ path, stroke, width, dash, fill }: DrawnLine, key: number): ReactElement {
  return (
    <path key={key} d={path} stroke={stroke} strokeWidth={width} strokeDasharray={dash?.join(' ')} fill={fill?.colour} fillOpacity={fill?.opacity} />
  )
}

function markShape(mark: Mark, key: number): ReactElement {
  if (mark.type === 'text') return textShape(mark, key)
  const { stroke, width, dash, fill } = mark.style
  const ink = { stroke, strokeWidth: width, strokeDasharray: dash?.join(' '), fill }
  switch (mark.type) {
    case 'line':
      return <line key={key} {...mark.shape} {...ink} />
    case 'polyline':
      return <polyline key={key} points={pointsOf(mark.shape.points)} {...ink} />
    case 'polygon':
      return <polygon key={key} points={pointsOf(mark.shape.points)} {...ink} />
    case 'circle':
      return <circle key={key} {...mark.shape} {...ink} />
    case 'rect':
      return <rect key={key} {...mark.shape} {...ink} />
  }
}

/** Its middle stands half the size of the text below its top. */
function textShape({ text, at, fill, weight, align, verticalAlign }: TextMark, key: number): ReactElement {
  return (
    <text
      key={key}
      x={at[0]}
      y={at[1] + (verticalAlign === 'top' ? chartFontSize / 2 : 0)}
      fill={fill}
      fontWeight={weight}
      textAnchor={anchors[align]}
      dominantBaseline="central"
    >
      {text}
    </text>
  )
}

function pointsOf(points: readonly Pixel[]): string {
  return points.map(([x, y]) => `${x},${y}`).join(' ')
}
