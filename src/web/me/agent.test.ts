import { expect, test } from 'vitest'
import { agentText } from './agent'

test('a device is called what people call it', () => {
  expect(
    agentText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'),
  ).toBe('Edge · Windows')
  expect(
    agentText(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
    ),
  ).toBe('Safari · iPhone')
  expect(agentText('curl/8.5')).toBe('curl/8.5')
  expect(agentText(null)).toBe('–')
})
