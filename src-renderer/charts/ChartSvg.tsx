import { memo, useId } from 'react'
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
      {behind.map((mark, index) => (
        <MarkShape key={index} mark={mark} />
      ))}
      <g clipPath={`url(#${clip})`} strokeLinejoin="bevel">
        {drawing.lines.map((line, index) => (
          <LineShape key={index} line={line} />
        ))}
      </g>
      {front.map((mark, index) => (
        <MarkShape key={index} mark={mark} />
      ))}
    </svg>
  )
})

function LineShape({ line: { path, stroke, width, dash, fill } }: { line: DrawnLine }) {
  return (
    <path d={path} stroke={stroke} strokeWidth={width} strokeDasharray={dash?.join(' ')} fill={fill?.colour} fillOpacity={fill?.opacity} />
  )
}

function MarkShape({ mark }: { mark: Mark }) {
  if (mark.type === 'text') return <TextShape mark={mark} />
  const { stroke, width, dash, fill } = mark.style
  const ink = { stroke, strokeWidth: width, strokeDasharray: dash?.join(' '), fill }
  switch (mark.type) {
    case 'line':
      return <line {...mark.shape} {...ink} />
    case 'polyline':
      return <polyline points={pointsOf(mark.shape.points)} {...ink} />
    case 'polygon':
      return <polygon points={pointsOf(mark.shape.points)} {...ink} />
    case 'circle':
      return <circle {...mark.shape} {...ink} />
    case 'rect':
      return <rect {...mark.shape} {...ink} />
  }
}

/** Its middle stands half the size of the text below its top. */
function TextShape({ mark: { text, at, fill, weight, align, verticalAlign } }: { mark: TextMark }) {
  return (
    <text
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
