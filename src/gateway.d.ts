/** The configuration, compiled by `orderbridge config`. */
declare module '#gateway' {
  const gateway: import('./profile/supplier.ts').Gateway
  export default gateway
}
