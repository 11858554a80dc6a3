/** The address, on the server, of a file that is loaded when it is needed: `src/NAME/index.ts`, built by itself. */
declare module 'chunk:*' {
  const address: string;
  export default address;
}

declare module '*.css' {
  const text: string;
  export default text;
}
