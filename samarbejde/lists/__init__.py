"""What the three lists share: address, order, pages, chips, columns, exports. One module per list says what is its own."""
