import Testing

@Suite struct vqTests {}
