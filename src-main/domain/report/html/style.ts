/** How the page looks: the colours and sizes of the report, on paper and on a screen, light only as paper is. */
export const style = `
:root { color-scheme: light; --ink: #161a21; --ink2: #434b57; --ink3: #5b6471; --line: #d6dae0; --control: #7d8693; --best: #e1eef6; --raised: #e9ecf0; --recommended: #0a5c88; --recorded: #8a5100 }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 860px; padding: 32px 24px 64px; background: #fff; color: var(--ink); font: 15px/1.5 "IBM Plex Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
header.running { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--ink2); font-size: 13px; border-bottom: 1px solid var(--control); padding-bottom: 6px }
header.running b { color: var(--ink) }
.status { display: inline-block; border: 1px solid var(--control); border-radius: 4px; padding: 5px 10px; margin-top: 28px; font-weight: 600; color: var(--ink2) }
h1 { font-size: 34px; line-height: 1.2; margin: 20px 0 14px; font-weight: 600 }
h2 { font-size: 25px; line-height: 1.25; margin: 52px 0 6px; font-weight: 600 }
h2 .number { color: var(--ink3); font-weight: 400; margin-right: 8px }
h3 { font-size: 15px; margin: 26px 0 8px; font-weight: 600 }
.lead { color: var(--ink2); margin: 0 0 14px }
.subtitle, .answer { border-left: 3px solid var(--ink); padding: 2px 0 2px 14px; margin: 0 0 20px; font-size: 17px }
.answer .caveat { display: block; color: var(--ink2); font-size: 14px; margin-top: 4px }
.scroll { overflow-x: auto; margin: 12px 0 }
table { border-collapse: collapse; width: 100%; font-size: 14px }
th { text-align: left; vertical-align: bottom; font-weight: 500; color: var(--ink2); border-bottom: 1.5px solid var(--control); padding: 0 8px 6px }
td { vertical-align: top; border-bottom: 1px solid var(--line); padding: 6px 8px }
th.right, td.right { text-align: right }
tr.best td { background: var(--best) } tr.different td { background: var(--raised) } tr.total td { border-top: 1.5px solid var(--control) }
.mono, .hash, code, pre { font-family: "IBM Plex Mono", Consolas, Menlo, monospace; font-size: 0.92em }
.strong { font-weight: 600 } .quiet { color: var(--ink2); font-size: 0.93em } .missing { color: var(--ink3) }
.mark { display: inline-block; width: 1.2em } .mark.recommended { color: var(--recommended) } .mark.recorded { color: var(--recorded) } .mark.reference { color: var(--ink3) }
pre { background: var(--raised); padding: 10px 12px; overflow-x: auto; border-radius: 4px }
figure { margin: 20px 0 } figcaption { font-weight: 600 } figcaption span { display: block; font-weight: 400; color: var(--ink2); font-size: 13px } figure img { max-width: 100%; height: auto; margin-top: 8px }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 24px } @media (max-width: 640px) { .columns { grid-template-columns: 1fr } }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 16px; margin: 16px 0 } .figures dt { color: var(--ink2); font-size: 13px } .figures dd { margin: 0; font-size: 24px; font-weight: 600 } .figures dd span { display: block; font-size: 13px; font-weight: 400; color: var(--ink2) }
nav ul { list-style: none; padding: 0 } a { color: var(--recommended) } a:focus-visible { outline: 2px solid var(--recommended); outline-offset: 2px }
footer { margin-top: 56px; border-top: 1px solid var(--control); padding-top: 8px; color: var(--ink2); font-size: 13px }
@media print { body { max-width: none; padding: 0 } h2 { break-after: avoid } tr, figure { break-inside: avoid } }
`
