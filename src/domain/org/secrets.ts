import { hash, randomBytes } from 'node:crypto'

/** 256 bits, safe in a cookie or a header. */
export const newToken = () => randomBytes(32).toString('base64url')
/** What is stored of a token: who reads the database can't sign in with it. */
export const hashToken = (token: string) => hash('sha256', token)
