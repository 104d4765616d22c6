import { buildProduct } from './product-build.ts'

/** `npm run build`. */
process.exitCode = await buildProduct({ quiet: false })
