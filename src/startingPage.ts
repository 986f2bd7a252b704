import type { IncomingMessage, ServerResponse } from 'node:http'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What the port answers until the product is ready. */
export const startingPage: Handler = ({ url }, response) => {
  if (url === '/healthz') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"alive"}')
  } else if (url === '/readyz' || url?.startsWith('/api')) {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' }).end('{"status":"starting"}')
  } else {
    response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' }).end(PAGE)
  }
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>关系</title>
<body style="font: 15px/1.6 system-ui, sans-serif; display: grid; place-content: center; height: 90vh; color: #4a5656">
<p>正在启动… Starting…</p>
</body>
</html>`
