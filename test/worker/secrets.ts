import { env } from 'cloudflare:workers'

/**
 * Every secret that the `gateway.config.ts` next to this file names and that is set. No log may contain these words.
 */
export const SECRETS = {
  CONSOLE_TOKEN: 'console-token-5d1e0c7a',
  WEBHOOK_SECRET: 'webhook-secret-a81f33c2',
  OTHER_SECRET: 'other-secret-77b0d9e4e1',
  OLD_SECRET: 'old-secret-0f4d5a6b7c8d',
  NEW_SECRET: 'new-secret-1e2f3a4b5c6d',
  SHORT_SECRET: 'fifteen-bytes-1',
  SPACED_SECRET: 'ends-in-white-space ',
  BLANK_SECRET: '                    ',
  ERP_TOKEN: 'erp-token-9c2b7e10',
  ARCHIVE_TOKEN: 'archive-token-31f0aa58',
  BOX_TOKEN: 'box-token-64d8e2b7',
  ACK_TOKEN: 'ack-token-2b90e4d1',
  SLOW_TOKEN: 'slow-token-77c1a8f3',
  LINK_SECRET: 'link-secret-5b07d2e9c1',
  SINK_USER: 'sink-user-é-2f61',
  SINK_PASSWORD: 'sink-password-8ab4c0',
  API_ID: 'api-id-0d93ae51',
  API_SECRET: 'api-secret-5f7720cb',
  OPS_URL: 'https://ops.example/hook-4417be',
} as const

/** The Worker and its objects read this `env`, so vitest.config.ts and .dev.vars need no secrets. */
export const setSecrets = (): void => void Object.assign(env, SECRETS)
