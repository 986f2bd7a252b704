export declare const root: string
export declare function buildServer(): Promise<void>
