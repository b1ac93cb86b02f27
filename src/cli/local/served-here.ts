import type { Gateway } from '../../profile/supplier.ts'

/** The configuration of a gateway on this machine. Without a public address, links in messages lead to this machine. */
export const servedHere = (gateway: Gateway, port: number): Gateway => ({
  publicUrl: `http://localhost:${port}`,
  ...gateway,
})
