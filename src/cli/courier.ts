import { runCourier } from '../courier/main.ts'
import { HELP } from '../courier/options.ts'
import type { Command } from './command.ts'
import { fromCaller } from './place.ts'

/** The courier from a clone. On a machine without the project, use the single file of `npm run courier`. */
export const courier: Command = { help: HELP, run: (words) => runCourier(words, fromCaller) }
