"""What the three lists share: address, order, pages, chips, columns, exports. Each list has a module of its own."""
