// Started by launcher.test.ts: prints its process id, and runs until a signal.
console.log(process.pid)
setInterval(() => {}, 1000)
