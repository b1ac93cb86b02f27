/** The options of `npm start` that an order to the gateway needs too. */
interface StartOptions {
  readonly config: string | undefined
  readonly vars: string | undefined
}

/**
 * The command for an order to this gateway: an order for another configuration, or with other secrets, would be
 * refused.
 */
export function orderCommand(port: number, { config, vars }: StartOptions): string {
  const options = [
    ...(port === 8787 ? [] : [`--url http://localhost:${port}`]),
    ...(config === undefined ? [] : [`--config ${quoted(config)}`]),
    ...(vars === undefined ? [] : [`--vars ${quoted(vars)}`]),
  ]
  return ['npm run order', ...(options.length > 0 ? ['--', ...options] : [])].join(' ')
}

/** Double quotes hold a path together in the shells of every system. */
const quoted = (file: string): string => (/\s/.test(file) ? `"${file}"` : file)
