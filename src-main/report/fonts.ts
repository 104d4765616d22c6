import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { coveredByAll, fontCoverage } from './font-coverage.ts'

const sans = ['400Regular', '500Medium', '600SemiBold'].map((weight) => ({
  package: '@expo-google-fonts/ibm-plex-sans',
  file: `${weight}/IBMPlexSans_${weight}.ttf`,
}))
const mono = ['400Regular'].map((weight) => ({
  package: '@expo-google-fonts/ibm-plex-mono',
  file: `${weight}/IBMPlexMono_${weight}.ttf`,
}))

export interface ReportFonts {
  readonly blobs: readonly Buffer[]
  /** True where every font that sets running text can draw a code point; mono text falls back to the sans. */
  readonly canDraw: (codePoint: number) => boolean
}

/** Reads the fonts of the report from the packages that carry them. */
export async function readReportFonts(): Promise<ReportFonts> {
  const require = createRequire(import.meta.url)
  const read = ({ package: name, file }: { package: string; file: string }) =>
    readFile(join(dirname(require.resolve(`${name}/package.json`)), file))
  const [sansBlobs, monoBlobs] = await Promise.all([Promise.all(sans.map(read)), Promise.all(mono.map(read))])
  return { blobs: [...sansBlobs, ...monoBlobs], canDraw: coveredByAll(sansBlobs.map(fontCoverage)) }
}
