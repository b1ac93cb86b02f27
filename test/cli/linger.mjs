// Started by launcher.test.ts: tells its process number, and stays until it is ended.
console.log(process.pid)
setInterval(() => {}, 1000)
