import type { HTMLAttributes } from 'react';

const tags = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5', 6: 'h6' } as const;

/** A level below that of the page's title. */
export type HeadingLevel = keyof typeof tags;

/** A heading of what stands at different levels in different places. */
export function Heading({ level, children, ...rest }: HTMLAttributes<HTMLHeadingElement> & { level: HeadingLevel }) {
  const Tag = tags[level];
  return <Tag {...rest}>{children}</Tag>;
}
