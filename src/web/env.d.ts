declare module 'virtual:icons' {
  export const drawings: Record<string, [tag: string, attributes: Record<string, string>][]>
}
declare module 'virtual:maps' {
  /** By a province's two digits; `china` has them all. */
  export const maps: Record<
    string,
    () => Promise<{ map: { features: { properties: { code: string; name: string } }[] } }>
  >
}
