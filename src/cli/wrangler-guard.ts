import { whenParentGoes } from './parent-watch.ts'
import { descendants, endAll } from './process-tree.ts'

// Loaded into wrangler's own processes (`node --import`): `npm start` may be killed in a way it cannot catch, and must
// not leave a server behind that holds the port and the storage.
whenParentGoes(() => {
  endAll(descendants(process.pid))
  process.kill(process.pid, 'SIGKILL')
})
