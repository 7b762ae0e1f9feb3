import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  children: ReactNode;
  /** `primary`: the one that a view is for. `quiet`: beside what it is about. `danger`: what does not come back. */
  look?: 'default' | 'primary' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  /** It is being done: the button keeps its focus, and does nothing meanwhile. */
  busy?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A button in the colours of Bitbucket. One that is busy or cannot be pressed stays where the keyboard finds it. */
export function Button({
  children,
  look = 'default',
  type = 'button',
  busy = false,
  disabled = false,
  buttonRef,
  onClick,
  className = '',
  ...rest
}: Props) {
  const isIdle = busy || disabled;
  return (
    <button
      {...rest}
      ref={buttonRef}
      type={type}
      className={`button ${look} ${className}`.trim()}
      aria-disabled={isIdle || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (isIdle) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}
