import { existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'

/** Writes the scores as little-endian doubles and the labels as bytes, for peers that read no Parquet. */
export async function writeRawColumns(file: string): Promise<{ scores: string; labels: string }> {
  const raw = { scores: `${file}.scores`, labels: `${file}.labels` }
  if (existsSync(raw.scores) && existsSync(raw.labels)) return raw
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const [scores, labels] = [await open(`${raw.scores}.part`, 'w'), await open(raw.labels, 'w')]
  try {
    const result = await connection.stream(`select score::double, label::double from read_parquet('${file}')`)
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      const column = (index: number) => {
        const vector = chunk.getColumnVector(index)
        return Float64Array.from({ length: chunk.rowCount }, (_, row) => Number(vector.getItem(row)))
      }
      await scores.write(new Uint8Array(column(0).buffer))
      await labels.write(Uint8Array.from(column(1)))
    }
  } finally {
    await scores.close()
    await labels.close()
    connection.closeSync()
    instance.closeSync()
  }
  await rename(`${raw.scores}.part`, raw.scores)
  return raw
}
