import { runCourier } from '../courier/main.ts'
import { HELP } from '../courier/options.ts'
import type { Command } from './command.ts'

/** The courier from a clone. On a machine without the project, use the single file of `npm run courier`. */
export const courier: Command = { help: HELP, run: runCourier }
