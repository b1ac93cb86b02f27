import type { Receipt } from '../../receipt.ts'
import { bad, type Finding } from './finding.ts'

/** What a transport itself says of a try that ended before anything was sent. */
export function failed({ phase = 'open', note }: Receipt): Finding {
  const said = note.replace(/ (Nothing was sent|Nothing was created)\.$/, '')
  return bad(phase, said, NEXT[phase])
}

const NEXT = {
  settings: 'Set the secret in the vars file, or mend its name in the configuration.',
  connect: 'Ask the supplier whether the server runs, and whether it is this one.',
  secure: 'Ask the supplier what their server speaks.',
  'sign in': 'Compare user and password with the supplier; they may also have locked the user after too many tries.',
  open: 'Compare the folder with the supplier; nothing was created.',
  write: 'Ask the supplier for the right to write there, and whether there is room.',
  rename: "Ask for that right, or set completion to 'triggerFile' or 'direct'.",
  receipt: 'Ask the supplier what their system has against it.',
} as const
