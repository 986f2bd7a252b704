/** What a browser calls itself, as people know it: Chrome · Windows. */
export function agentText(agent: string | null): string {
  if (!agent) return '–'
  const browser = [
    ['Edg/', 'Edge'],
    ['MicroMessenger', '微信'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => agent.includes(mark!))?.[1]
  const system = [
    ['Windows', 'Windows'],
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => agent.includes(mark!))?.[1]
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
