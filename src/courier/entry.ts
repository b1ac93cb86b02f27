import { runCourier } from './main.ts'

process.exitCode = await runCourier(process.argv.slice(2))
