declare module 'virtual:icons' {
  export const drawings: Record<string, [tag: string, attributes: Record<string, string>][]>
}
