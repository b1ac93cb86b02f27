import { fileOr, shown } from '../place.ts'

/** The tasks after a configuration was written, as a numbered list. */
export function nextSteps(blank: readonly string[], hostKey: string | null, file: string, varsFile: string): string {
  const isOwn = file === fileOr(undefined, 'gateway.config.ts') && varsFile === fileOr(undefined, '.dev.vars')
  const options = isOwn ? '' : ` -- --config ${shown(file)} --vars ${shown(varsFile)}`
  const steps = [
    ...(blank.length > 0 ? [`Write these secrets into ${shown(varsFile)}: ${blank.join(', ')}.`] : []),
    ...(hostKey === null ? [] : [`Call the supplier, and compare the host key ${hostKey}.`]),
    `Test the connections: \`npx orderbridge doctor${options.replace(' --', '')}\`.`,
    `Run \`npm start${options}\`, unless it runs already. Then run \`npm run order${options}\` in another terminal.`,
    'Replace the sample rows of customers.csv and articles.csv by your own.',
    'Deploy, and connect Apicbase: docs/first-hour.md.',
  ]
  return `\nWhat comes next:\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`
}
