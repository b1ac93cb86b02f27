/** The configuration, compiled by `orderbridge config`. */
declare module '#gateway' {
  const gateway: import('./supplier.ts').Gateway
  export default gateway
}
