/** Names of bindings in the wrangler.toml of gateways that were deployed before. */
export const EARLIER_BAD_SIGNATURES = 'STRANGERS'
