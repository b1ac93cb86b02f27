// Started by launcher.test.ts: tells what it was given, and ends with the last word as its exit code.
console.log(JSON.stringify(process.argv.slice(2)))
process.exitCode = Number(process.argv.at(-1))
