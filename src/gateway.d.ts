/** The configuration as `orderbridge config` compiled it. */
declare module '#gateway' {
  const gateway: import('./profile/supplier.ts').Gateway
  export default gateway
}
