/** Prints the greatest memory of this process in MiB after a scan of a file, the whole answer about it, and an explanation. */
import { everything, explanation, opened, scan } from './jobs.ts'

const file = process.argv[2] ?? ''
const peak = () => process.resourceUsage().maxRSS / 1024
await scan(file)
const afterScan = peak()
await everything(file)
const afterAll = peak()
await explanation(file, await opened(file))
console.log(JSON.stringify({ afterScan, afterAll, afterExplanation: peak() }))
