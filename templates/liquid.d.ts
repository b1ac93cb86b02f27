/** For the compilers that don't see worker-configuration.d.ts: a template is a module that holds its text. */
declare module '*.liquid' {
  const text: string
  export default text
}
