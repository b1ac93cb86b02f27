// Started by launcher.test.ts: prints its arguments, and ends with the last argument as exit code.
console.log(JSON.stringify(process.argv.slice(2)))
process.exitCode = Number(process.argv.at(-1))
