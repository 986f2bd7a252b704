import { useEffect } from 'react'
import { useWords } from '../words'

/** What the browser's tab is called: the page, then the product. */
export function useTitle(title: string | undefined): void {
  const { product } = useWords()
  useEffect(() => {
    if (title !== undefined) document.title = title ? `${title} · ${product}` : product
  }, [title, product])
}
