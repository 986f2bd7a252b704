import { Icon } from '../kit/Icon'

/** An uploaded file as the API reads it. */
export interface StoredFile {
  id: string
  name: string
  mime?: string
  sizeBytes?: number
}

export const fileAddress = (file: StoredFile): string => `/api/files/${file.id}`

/** A small picture of the file when it is one, else what it is. */
export function FileThumb({ file, size }: { file: StoredFile; size: number }) {
  if (file.mime?.startsWith('image/')) {
    return (
      <img
        className="file-thumb"
        src={`${fileAddress(file)}/thumbnail?w=64`}
        alt=""
        width={size}
        height={size}
        loading="lazy"
      />
    )
  }
  return (
    <span className="file-thumb" style={{ width: size, height: size }}>
      <Icon name={file.mime?.includes('sheet') ? 'file-spreadsheet' : 'file'} size={16} />
    </span>
  )
}
