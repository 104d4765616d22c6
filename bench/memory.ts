/** Prints the greatest memory of this process in MiB after a scan of a file, and after the whole answer about it. */
import { everything, scan } from './jobs.ts'

const file = process.argv[2] ?? ''
const peak = () => process.resourceUsage().maxRSS / 1024
await scan(file)
const afterScan = peak()
await everything(file)
console.log(JSON.stringify({ afterScan, afterAll: peak() }))
