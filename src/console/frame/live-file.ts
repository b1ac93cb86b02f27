import { LIVE_SCRIPT } from './live-script.ts'
import { createPageFile } from './page-file.ts'

export const liveScript = createPageFile(LIVE_SCRIPT, 'js')
