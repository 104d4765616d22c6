/** Whether the file begins like a LightGBM text model. */
export function isLightgbmText(head: Buffer): boolean {
  return /^tree\r?\n(?:version|num_class)=/.test(head.toString('latin1'))
}

/** The number of features of a LightGBM text model: `max_feature_idx` counts from 0. Null where it isn't stated. */
export function lightgbmTextFeatures(model: string): number | null {
  // The header ends with the first tree; nothing after it is read.
  const end = model.indexOf('\nTree=')
  const header = end < 0 ? model.slice(0, 1 << 20) : model.slice(0, end)
  const match = /^max_feature_idx=(\d{1,9})\r?$/m.exec(header)
  return match === null ? null : Number(match[1]) + 1
}

